# What is said of the versions of an API: what was found, and what a version does not have.

version-assumed = This server asks for a token whatever version is asked for, so the newest version was assumed. If lists are not found later, choose another.
version-is-vb365 = Veeam Backup for Microsoft 365 answers here, not Veeam Backup for Microsoft Azure.
version-is-azure = Veeam Backup for Microsoft Azure answers here, not Veeam Backup for Microsoft 365.
version-is-neither = A web server answers here, but it is neither of the two products. Check the port: Veeam Backup for Microsoft 365 listens on 4443 unless that was changed, Veeam Backup for Microsoft Azure on 443. The REST service of Veeam Backup for Microsoft 365 is off until an administrator switches it on.

## What is not there

version-no-jobs-on-azure = Veeam Backup for Microsoft Azure has no list of jobs: its sessions name their policy themselves.
version-no-log-item-on-azure = Veeam Backup for Microsoft Azure cannot give a single log item.
version-no-events = Only version v8 of Veeam Backup for Microsoft 365 tells what has changed.
version-no-retrieval-on-azure = Veeam Backup for Microsoft Azure has no list of data retrievals: they are among its sessions.
version-no-log-item = Version v1 cannot give a single log item.
version-no-copy-jobs = Copy jobs came with version v6.
version-no-retrieval = Data-retrieval sessions came with version v6.
