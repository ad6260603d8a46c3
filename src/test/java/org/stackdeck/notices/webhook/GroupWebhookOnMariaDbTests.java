package org.stackdeck.notices.webhook;

import org.stackdeck.database.OnMariaDb;

@OnMariaDb
class GroupWebhookOnMariaDbTests extends GroupWebhookTests {}
