package org.stackdeck.identity.factor;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class SecondFactorOnMariaDbTests extends SecondFactorTests {}
