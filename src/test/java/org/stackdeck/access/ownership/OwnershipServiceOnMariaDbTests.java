package org.stackdeck.access.ownership;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class OwnershipServiceOnMariaDbTests extends OwnershipServiceTests {}
