package org.stackdeck.access.grant;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class GrantServiceOnMariaDbTests extends GrantServiceTests {}
