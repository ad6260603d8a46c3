package org.stackdeck.identity.mail;

/** Sends stored messages when the test requests it. */
public class TestMailDelivery {

    private final MailDeliveryJob job;

    TestMailDelivery(MailDeliveryJob job) {
        this.job = job;
    }

    public void run() {
        job.run();
    }
}
