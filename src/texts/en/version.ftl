# What is said of the versions of an API: what was found, and what a version does not have.

version-assumed = This server asks for a token whatever version is asked for, so the newest version was assumed. If lists are not found later, choose another.

# $product (String)
version-is-other = { $product } answers here, not the chosen product.

version-is-neither = A web server answers here, but it is none of the products that Tapeline knows. Check the port: Veeam Backup for Microsoft 365 listens on 4443 unless that was changed, Microsoft Azure on 443, Backup & Replication on 9419, AWS on 11005. The REST service of Veeam Backup for Microsoft 365 is off until an administrator switches it on.

## What is not there

version-no-jobs = This product has no list of jobs: its sessions name their job or policy themselves.
version-no-log-item-here = This product cannot give a single log item.
version-no-events = Only version v8 of Veeam Backup for Microsoft 365 tells what has changed.
version-no-retrieval-on-azure = Veeam Backup for Microsoft Azure has no list of data retrievals: they are among its sessions.
version-no-log-item = Version v1 cannot give a single log item.
version-no-copy-jobs = Copy jobs came with version v6.
version-no-retrieval = Data-retrieval sessions came with version v6.
version-no-retrieval-here = This product retrieves no data from an archive of its own kind: what it restores is among its sessions.
version-no-parts = This version has no sessions of single machines. In Backup & Replication they came with 12.3 (1.2-rev0).
