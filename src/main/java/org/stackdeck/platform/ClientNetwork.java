package org.stackdeck.platform;

import java.net.InetAddress;
import java.util.HexFormat;

/** Maps a client address to the network to which limits apply. */
public final class ClientNetwork {

    private ClientNetwork() {}

    /**
     * Returns an identifier of the network. For an IPv6 address, this is the /64 network, because a customer usually
     * has a complete /64. For an IPv4 address, also in the IPv4-mapped form, this is the complete address. An invalid
     * address is returned unchanged.
     */
    public static String of(String address) {
        try {
            return of(InetAddress.ofLiteral(address.split("%", 2)[0]));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    /** Like {@link #of(String)}. */
    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
    }
}
