# Kinds of objects and of work, as the page calls them. What a server's text names that is none of these stays as it is.

## Objects

kind-mailbox = mailbox
kind-site = site
kind-one-drive = OneDrive
kind-team = team
kind-group = group
kind-user = user
kind-public-folder = public folder
kind-vm = VM
kind-database = database
kind-file-share = file share
kind-policy = policy
kind-repository = repository

## Work on an object

# {object} is one of the words above.
# $object (String)
kind-processing-object = Processing { $object }

# $object (String)
kind-retrieving-object = Retrieving { $object }

# $object (String)
kind-removing-object = Removing { $object }

# $object (String)
kind-listing-object = Collecting object list for { $object }

## Other work

kind-processing = Processing
kind-job-started = Job started
kind-job-ended = Job ended
kind-connecting = Connecting to organization
kind-found-objects = Found objects
kind-found-excluded = Found excluded objects
kind-found-mailboxes = Found mailboxes
kind-transferred = Transferred
kind-retrieval-started = Data retrieval started
kind-retrieval-ended = Data retrieval ended
kind-availability-change-started = Availability period change started
kind-removal-started = Retrieved data removal started
kind-waiting-archive = Waiting for archive storage
kind-snapshot = Snapshot backup
kind-plan = Backup plan creation
kind-queued = Queued for processing
kind-waiting-resources = Waiting for resources
kind-using-proxy = Using proxy
kind-hard-disk = Hard disk
kind-no-text = No text

## Phases of a session

kind-phase-unmatched = Unmatched
kind-phase-start = Start
kind-phase-listing = Listing
kind-phase-processing = Processing
kind-phase-snapshot = Snapshot
kind-phase-waiting = Waiting
kind-phase-retention = Retention
kind-phase-finishing = Finishing
