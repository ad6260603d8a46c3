package org.stackdeck.inventory.replication;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class PollingLeaseRepositoryOnPostgreSqlTests extends PollingLeaseRepositoryTests {}
