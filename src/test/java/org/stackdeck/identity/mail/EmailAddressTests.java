package org.stackdeck.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @ParameterizedTest
    @ValueSource(strings = {"anna@example.org", "a.b+tag@mail.example.org", "o'neil@example.org", "root@localhost"})
    void ordinaryAddressIsAccepted(String address) {
        assertThat(EmailAddress.parse("  " + address + " ")).contains(new EmailAddress(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@example.org",
                "anna@",
                "anna@example.org\r\nBcc: ben@example.org",
                "anna@example.org\nX: y",
                "anna@example.org,ben@example.org",
                "anna@example.org ben@example.org",
                "Anna <anna@example.org>",
                "\"a b\"@example.org",
                "anna@[127.0.0.1]",
                "anna@example..org",
                ".anna@example.org",
                "anna@-example.org",
                "änna@example.org"
            })
    void addressThatCouldBeSeveralOrAHeaderIsRefused(String address) {
        assertThat(EmailAddress.parse(address)).isEmpty();
    }

    @Test
    void longAddressIsRefused() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.org")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b.".repeat(130) + "org")).isEmpty();
    }

    @Test
    void stringFormHidesTheAddress() {
        assertThat(new EmailAddress("anna@example.org").toString()).doesNotContain("anna");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress("x"))
                .withMessageNotContaining("x@");
    }
}
