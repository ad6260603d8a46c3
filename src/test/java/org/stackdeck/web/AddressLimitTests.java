package org.stackdeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AddressLimitTests {

    private final AddressLimit limit = new AddressLimit(2);

    @Test
    void admitsConnectionsOfAnAddressUpToTheLimit() {
        assertThat(limit.admit("a", client("192.0.2.1"))).isTrue();
        assertThat(limit.admit("b", client("192.0.2.1"))).isTrue();
        assertThat(limit.admit("c", client("192.0.2.1"))).isFalse();
        assertThat(limit.admit("d", client("192.0.2.2"))).isTrue();
    }

    @Test
    void releaseCountsOncePerConnection() {
        limit.admit("a", client("192.0.2.1"));
        limit.admit("b", client("192.0.2.1"));
        limit.release("a");
        limit.release("a");
        limit.release("unknown");

        assertThat(limit.admit("c", client("192.0.2.1"))).isTrue();
        assertThat(limit.admit("d", client("192.0.2.1"))).isFalse();
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        limit.admit("a", client("2001:db8::1"));
        limit.admit("b", client("2001:db8::2"));

        assertThat(limit.admit("c", client("2001:db8::3"))).isFalse();
        assertThat(limit.admit("d", client("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void limitOfZeroMeansUnlimited() {
        AddressLimit none = new AddressLimit(0);
        for (int i = 0; i < 100; i++) {
            assertThat(none.admit(i, client("192.0.2.1"))).isTrue();
        }
    }

    private static InetSocketAddress client(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 1234);
    }
}
