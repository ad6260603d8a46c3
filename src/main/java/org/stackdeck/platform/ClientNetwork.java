package org.stackdeck.platform;

import java.net.InetAddress;
import java.util.HexFormat;

/** Maps a client address to the network that limits apply to. */
public final class ClientNetwork {

    private ClientNetwork() {}

    /**
     * Returns an identifier of the network: the /64 network of an IPv6 address, because a customer usually has a whole
     * /64, or a complete IPv4 address. IPv4-mapped addresses count as IPv4. An invalid address is returned unchanged.
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
