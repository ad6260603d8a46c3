package org.stackdeck.cloud.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityRuleTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingress IPv4 tcp 22 from 10.0.0.0/8",
                "ingress IPv6 udp 8000-8080",
                "egress IPv4 any",
                "egress IPv6 any to 2001:db8::/32",
                "ingress IPv4 icmp from 4e2b1c1e-5c52-4a43-8a4e-7d7d9f1c1c11"
            })
    void textIsParsedAndFormatted(String text) {
        assertThat(SecurityRule.parse(text)).get().hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ingress", "sideways IPv4 tcp 22", "ingress IPv4 tcp 22 from", "ingress IPv4 tcp x-y"})
    void otherTextIsNotARule(String text) {
        assertThat(SecurityRule.parse(text)).isEmpty();
    }

    @Test
    void ruleForAllAddressesIsOpenToEveryone() {
        assertThat(new SecurityRule(true, "IPv4", "tcp", "22", "0.0.0.0/0").isOpenToAllAddresses())
                .isTrue();
        assertThat(new SecurityRule(true, "IPv6", "tcp", "22", "::/0")).hasToString("ingress IPv6 tcp 22");
        assertThat(new SecurityRule(true, "IPv4", "tcp", "22", SecurityRule.ADDRESS_GROUP + "a1")
                        .isOpenToAllAddresses())
                .isFalse();
        assertThat(new SecurityRule(false, "IPv4", "any", null, null).isOpenToAllAddresses())
                .isFalse();
        assertThat(new SecurityRule(true, "IPv4", "tcp", "22", "10.0.0.0/8").isOpenToAllAddresses())
                .isFalse();
    }

    @Test
    void protocolNumberIsTheProtocolAndAnIcmpTypeHasACode() {
        assertThat(new SecurityRule(true, "IPv4", "6", "22", null).matches("tcp", 22))
                .isTrue();
        assertThat(SecurityRule.of(true, "IPv4", "icmp", 8, null, null)).hasToString("ingress IPv4 icmp 8");
        assertThat(SecurityRule.of(true, "IPv4", "icmp", 8, 8, null)).hasToString("ingress IPv4 icmp 8-8");
        assertThat(SecurityRule.of(true, "IPv4", "tcp", 22, 22, null)).hasToString("ingress IPv4 tcp 22");
    }

    @Test
    void ruleMatchesItsProtocolAndPorts() {
        SecurityRule range = new SecurityRule(true, "IPv4", "tcp", "8000-8080", null);
        assertThat(range.matches("tcp", 8000)).isTrue();
        assertThat(range.matches("tcp", 8081)).isFalse();
        assertThat(range.matches("udp", 8000)).isFalse();
        assertThat(new SecurityRule(true, "IPv4", "any", null, null).matches("udp", 53))
                .isTrue();
    }
}
