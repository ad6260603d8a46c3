package org.stackdeck.notices.webhook;

class GroupWebhookOnH2Tests extends GroupWebhookTests {}
