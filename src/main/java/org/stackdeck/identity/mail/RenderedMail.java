package org.stackdeck.identity.mail;

/** Message ready to be sent, with a plain-text and an HTML part. */
record RenderedMail(EmailAddress to, String subject, String text, String html) {

    /** Omits the texts, which can contain a code. */
    @Override
    public String toString() {
        return "RenderedMail[…]";
    }
}
