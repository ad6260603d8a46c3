package org.stackdeck.inventory.replication;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class PollingLeaseRepositoryOnMariaDbTests extends PollingLeaseRepositoryTests {}
