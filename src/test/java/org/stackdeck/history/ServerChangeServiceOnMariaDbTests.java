package org.stackdeck.history;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class ServerChangeServiceOnMariaDbTests extends ServerChangeServiceTests {}
