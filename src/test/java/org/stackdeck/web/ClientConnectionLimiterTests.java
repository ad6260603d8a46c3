package org.stackdeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ClientConnectionLimiterTests {

    private final ClientConnectionLimiter limiter = new ClientConnectionLimiter(2, 100);

    @Test
    void admitsConnectionsOfAnAddressUpToTheLimit() {
        assertThat(limiter.admit("a", client("192.0.2.1"))).isTrue();
        assertThat(limiter.admit("b", client("192.0.2.1"))).isTrue();
        assertThat(limiter.admit("c", client("192.0.2.1"))).isFalse();
        assertThat(limiter.admit("d", client("192.0.2.2"))).isTrue();
    }

    @Test
    void releaseCountsOncePerConnection() {
        limiter.admit("a", client("192.0.2.1"));
        limiter.admit("b", client("192.0.2.1"));
        limiter.release("a");
        limiter.release("a");
        limiter.release("unknown");

        assertThat(limiter.admit("c", client("192.0.2.1"))).isTrue();
        assertThat(limiter.admit("d", client("192.0.2.1"))).isFalse();
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        limiter.admit("a", client("2001:db8::1"));
        limiter.admit("b", client("2001:db8::2"));

        assertThat(limiter.admit("c", client("2001:db8::3"))).isFalse();
        assertThat(limiter.admit("d", client("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void limitOfZeroMeansUnlimited() {
        ClientConnectionLimiter none = new ClientConnectionLimiter(0, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(none.admit(i, client("192.0.2.1"))).isTrue();
        }
    }

    @Test
    void fewAddressesCannotOccupyAllConnections() {
        ClientConnectionLimiter limiter = new ClientConnectionLimiter(40, 100);
        int admitted = 0;
        for (int address = 1; address <= 4; address++) {
            for (int connection = 0; connection < 100; connection++) {
                admitted += limiter.admit(address + "/" + connection, client("192.0.2." + address)) ? 1 : 0;
            }
        }

        // The addresses get 40, 30, 15 and 8: at most half of the connections that the other addresses leave.
        assertThat(admitted).isEqualTo(93);
        assertThat(limiter.admit("other", client("192.0.2.99"))).isTrue();
    }

    private static InetSocketAddress client(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 1234);
    }
}
