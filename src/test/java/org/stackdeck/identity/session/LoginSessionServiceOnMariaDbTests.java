package org.stackdeck.identity.session;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class LoginSessionServiceOnMariaDbTests extends LoginSessionServiceTests {}
