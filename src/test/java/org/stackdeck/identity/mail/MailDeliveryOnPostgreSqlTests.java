package org.stackdeck.identity.mail;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class MailDeliveryOnPostgreSqlTests extends MailDeliveryTests {}
