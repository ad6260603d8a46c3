package org.stackdeck.identity.session;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class SessionRestoreServiceOnMariaDbTests extends SessionRestoreServiceTests {}
