package org.stackdeck.platform.database;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class DatabaseClockQueryOnMariaDbTests extends DatabaseClockQueryTests {}
