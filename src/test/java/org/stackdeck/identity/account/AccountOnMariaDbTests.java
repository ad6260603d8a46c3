package org.stackdeck.identity.account;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class AccountOnMariaDbTests extends AccountTests {}
