package org.stackdeck.cloud.resource;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IP addresses. Two ranges are equal if they contain the same addresses.
 *
 * @param bits length of an address: 32 for IPv4, 128 for IPv6
 * @param prefix number of leading bits that all addresses have in common
 * @param network the value of these bits
 */
public record AddressRange(int bits, int prefix, BigInteger network) {

    private static final Pattern CIDR =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)/([0-9]{1,3})");

    /** Parses CIDR notation. Like Neutron, ignores the bits after the prefix. Returns empty if the text is invalid. */
    public static Optional<AddressRange> parse(String text) {
        Matcher matcher = CIDR.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.ofLiteral(matcher.group(1)).getAddress();
            int bits = address.length * Byte.SIZE;
            int prefix = Integer.parseInt(matcher.group(2));
            return prefix > bits
                    ? Optional.empty()
                    : Optional.of(new AddressRange(bits, prefix, new BigInteger(1, address).shiftRight(bits - prefix)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns whether at least one address is in both ranges. */
    public boolean overlaps(AddressRange other) {
        int common = Math.min(prefix, other.prefix);
        return bits == other.bits
                && network.shiftRight(prefix - common).equals(other.network.shiftRight(other.prefix - common));
    }
}
