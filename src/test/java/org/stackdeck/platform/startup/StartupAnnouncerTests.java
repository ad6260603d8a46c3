package org.stackdeck.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartupAnnouncerTests {

    @Test
    void addressOfAllInterfacesIsShownAsLocalhost() {
        assertThat(StartupAnnouncer.host("0.0.0.0")).isEqualTo("localhost");
        assertThat(StartupAnnouncer.host("::")).isEqualTo("localhost");
    }

    @Test
    void ipv6AddressIsShownInBrackets() {
        assertThat(StartupAnnouncer.host("2001:db8::1")).isEqualTo("[2001:db8::1]");
        assertThat(StartupAnnouncer.host("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(StartupAnnouncer.host("stackdeck.example.org")).isEqualTo("stackdeck.example.org");
    }
}
