package org.stackdeck.history;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class ExternalServerChangeServiceOnMariaDbTests extends ExternalServerChangeServiceTests {}
