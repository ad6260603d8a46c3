package org.stackdeck.identity.mail;

class MailDeliveryOnH2Tests extends MailDeliveryTests {}
