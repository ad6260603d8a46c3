package org.stackdeck.notices.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Determines to which addresses messages may be sent. Always refuses link-local and other special addresses, because
 * they can belong to the metadata services of clouds.
 */
@Component
class WebhookAddressPolicy {

    /** Addresses of the metadata services of clouds, without link-local addresses. */
    private static final Set<InetAddress> METADATA = Set.of(
            InetAddress.ofLiteral("100.100.100.200"),
            InetAddress.ofLiteral("168.63.129.16"),
            InetAddress.ofLiteral("192.0.0.192"),
            InetAddress.ofLiteral("fd00:ec2::254"),
            InetAddress.ofLiteral("fd20:ce::254"));

    private static final int IPV4_LENGTH = 4;

    private final WebhookProperties properties;

    WebhookAddressPolicy(WebhookProperties properties) {
        this.properties = properties;
    }

    /**
     * Returns false for an HTTP URL unless loopback addresses are allowed, and for a URL whose host is an address that
     * is not allowed. Names are checked when they are resolved.
     */
    boolean isAcceptable(WebhookUrl url) {
        if (!url.isHttps() && !properties.loopback()) {
            return false;
        }
        try {
            return isAllowed(InetAddress.ofLiteral(url.hostName()));
        } catch (IllegalArgumentException name) {
            return true;
        }
    }

    boolean isAllowed(InetAddress address) {
        InetAddress effective = embedded(address);
        if (effective.isLoopbackAddress()) {
            return properties.loopback();
        }
        return !isSpecial(effective)
                && !METADATA.contains(effective)
                && (properties.privateAddresses() || !isPrivate(effective));
    }

    private static boolean isSpecial(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                // 0.0.0.0/8, and 240.0.0.0/4 with the broadcast address
                || (address instanceof Inet4Address && (bytes[0] == 0 || (bytes[0] & 0xF0) == 0xF0))
                || (address instanceof Inet6Address && isTranslatedLocally(bytes));
    }

    /** Returns whether a translator in the network determines the IPv4 address, by rules that depend on the network. */
    private static boolean isTranslatedLocally(byte[] bytes) {
        // 64:ff9b:1::/48 (RFC 8215)
        boolean isLocalNat64 = startsWithNat64(bytes) && bytes[4] == 0 && bytes[5] == 1;
        // ::ffff:0:0:0/96 (SIIT, RFC 2765)
        boolean isSiit =
                isZero(bytes, 0, 8) && bytes[8] == (byte) 0xFF && bytes[9] == (byte) 0xFF && isZero(bytes, 10, 12);
        return isLocalNat64 || isSiit;
    }

    private static boolean startsWithNat64(byte[] bytes) {
        return bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xFF && bytes[3] == (byte) 0x9B;
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isSiteLocalAddress()
                // 100.64.0.0/10 (RFC 6598)
                || (address instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xC0) == 0x40)
                // 198.18.0.0/15 (RFC 2544)
                || (address instanceof Inet4Address && bytes[0] == (byte) 198 && (bytes[1] & 0xFE) == 18)
                // 192.0.0.0/24 (RFC 6890)
                || (address instanceof Inet4Address && bytes[0] == (byte) 192 && bytes[1] == 0 && bytes[2] == 0)
                // fc00::/7 (RFC 4193)
                || (address instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC);
    }

    /**
     * Returns the IPv4 address that is embedded in an IPv6 address and receives its packets; otherwise the address
     * itself.
     */
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == IPV4_LENGTH || address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return address;
        }
        // ::/96 (IPv4-compatible), 64:ff9b::/96 (NAT64, RFC 6052), 2002::/16 (6to4)
        boolean isCompatible = isZero(bytes, 0, 12);
        boolean isTranslated = startsWithNat64(bytes) && isZero(bytes, 4, 12);
        boolean isTunneled = bytes[0] == 0x20 && bytes[1] == 0x02;
        int start = isTunneled ? 2 : bytes.length - IPV4_LENGTH;
        return isCompatible || isTranslated || isTunneled
                ? ipv4(Arrays.copyOfRange(bytes, start, start + IPV4_LENGTH))
                : address;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int index = from; index < to; index++) {
            if (bytes[index] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
