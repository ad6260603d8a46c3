package org.stackdeck.access;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class WhoCanOnMariaDbTests extends WhoCanTests {}
