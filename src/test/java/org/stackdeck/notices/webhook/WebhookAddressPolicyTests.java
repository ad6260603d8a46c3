package org.stackdeck.notices.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressPolicyTests {

    private final WebhookAddressPolicy standard = new WebhookAddressPolicy(new WebhookProperties(true, false, ""));
    private final WebhookAddressPolicy publicOnly = new WebhookAddressPolicy(new WebhookProperties(false, false, ""));
    private final WebhookAddressPolicy loopback = new WebhookAddressPolicy(new WebhookProperties(true, true, ""));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1"})
    void loopbackRequiresTheProperty(String address) {
        assertThat(standard.isAllowed(InetAddress.ofLiteral(address))).isFalse();
        assertThat(loopback.isAllowed(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "224.0.0.1",
                "ff02::1",
                "255.255.255.255",
                "240.0.0.1",
                "64:ff9b:1::a01:203",
                "64:ff9b:1:ffff::1",
                "::ffff:0:127.0.0.1",
                "::ffff:0:198.51.100.7"
            })
    void metadataServicesAndSpecialAddressesAreNeverAllowed(String address) {
        assertThat(standard.isAllowed(InetAddress.ofLiteral(address))).isFalse();
        assertThat(loopback.isAllowed(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.5",
                "100.64.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "192.0.0.8",
                "fd12::1",
                "64:ff9b::a01:203",
                "fec0::1"
            })
    void privateAddressesAreAllowedUnlessThePropertyForbidsThem(String address) {
        assertThat(standard.isAllowed(InetAddress.ofLiteral(address))).isTrue();
        assertThat(publicOnly.isAllowed(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "198.51.100.7",
                "198.20.0.1",
                "192.0.1.1",
                "100.128.0.1",
                "172.32.0.1",
                "2001:db8::1",
                "64:ff9b:2::1"
            })
    void publicAddressesAreAllowed(String address) {
        assertThat(publicOnly.isAllowed(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void addressesInUrlsAreCheckedBeforeTheyAreStored() {
        assertThat(standard.isAcceptable(new WebhookUrl("https://169.254.169.254/latest")))
                .isFalse();
        assertThat(standard.isAcceptable(new WebhookUrl("https://[::1]/hooks"))).isFalse();
        assertThat(standard.isAcceptable(new WebhookUrl("http://localhost/hooks")))
                .isFalse();
        assertThat(standard.isAcceptable(new WebhookUrl("https://10.1.2.3/hooks")))
                .isTrue();
        assertThat(standard.isAcceptable(new WebhookUrl("https://chat.example/hooks")))
                .isTrue();
    }
}
