package org.stackdeck.notices.webhook;

import org.stackdeck.database.OnPostgreSql;

@OnPostgreSql
class GroupWebhookOnPostgreSqlTests extends GroupWebhookTests {}
