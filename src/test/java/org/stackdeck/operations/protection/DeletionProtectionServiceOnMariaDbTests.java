package org.stackdeck.operations.protection;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class DeletionProtectionServiceOnMariaDbTests extends DeletionProtectionServiceTests {}
