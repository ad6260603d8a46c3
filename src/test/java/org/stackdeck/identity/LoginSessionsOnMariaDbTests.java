package org.stackdeck.identity;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class LoginSessionsOnMariaDbTests extends LoginSessionsTests {}
