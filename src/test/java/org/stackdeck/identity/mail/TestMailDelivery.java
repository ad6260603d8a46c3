package org.stackdeck.identity.mail;

/** Sends stored messages when the test decides. */
public class TestMailDelivery {

    private final MailDeliveryJob job;

    TestMailDelivery(MailDeliveryJob job) {
        this.job = job;
    }

    public void run() {
        job.run();
    }
}
