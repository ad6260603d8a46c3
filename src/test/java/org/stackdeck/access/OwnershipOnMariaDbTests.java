package org.stackdeck.access;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class OwnershipOnMariaDbTests extends OwnershipTests {}
