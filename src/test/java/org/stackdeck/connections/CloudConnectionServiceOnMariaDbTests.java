package org.stackdeck.connections;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class CloudConnectionServiceOnMariaDbTests extends CloudConnectionServiceTests {}
