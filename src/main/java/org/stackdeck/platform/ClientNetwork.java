package org.stackdeck.platform;

import java.net.InetAddress;
import java.util.HexFormat;

/** Maps a client address to the network that limits apply to. */
public final class ClientNetwork {

    private ClientNetwork() {}

    /**
     * Returns the /64 network of an IPv6 address, because a customer owns a whole /64; IPv4-mapped addresses count as
     * IPv4.
     */
    public static String of(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address.split("%", 2)[0]).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
