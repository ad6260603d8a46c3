package org.stackdeck.identity.mail;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class AccountMailOnMariaDbTests extends AccountMailTests {}
