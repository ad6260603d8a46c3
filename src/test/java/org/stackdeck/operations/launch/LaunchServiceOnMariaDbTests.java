package org.stackdeck.operations.launch;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class LaunchServiceOnMariaDbTests extends LaunchServiceTests {}
