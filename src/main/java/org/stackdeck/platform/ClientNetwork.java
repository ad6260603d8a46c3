package org.stackdeck.platform;

import java.net.InetAddress;
import java.util.HexFormat;

/** The network that a client address is counted as. */
public final class ClientNetwork {

    private ClientNetwork() {}

    /** An IPv6 customer owns a whole /64, so that is one source, however it is written; IPv4 within IPv6 is IPv4. */
    public static String of(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address.split("%", 2)[0]).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 8));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
