package org.stackdeck.simulator.support;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Addresses of a subnet.
 *
 * @param bits length of an address: 32 or 128
 * @param first network address
 * @param prefix length of the prefix
 */
public record SubnetRange(int bits, BigInteger first, int prefix) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");

    /** Returns the range; empty if the text is not in CIDR notation. Like Neutron, ignores the bits of the host. */
    public static Optional<SubnetRange> parse(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0 || !LENGTH.matcher(cidr.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        String address = cidr.substring(0, slash);
        int prefix = Integer.parseInt(cidr.substring(slash + 1));
        int bits = address.contains(":") ? 128 : 32;
        if (!isAddress(address) || prefix > bits) {
            return Optional.empty();
        }
        int host = bits - prefix;
        return Optional.of(
                new SubnetRange(bits, number(address).shiftRight(host).shiftLeft(host), prefix));
    }

    public static boolean isAddress(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            number(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static BigInteger number(String address) {
        return new BigInteger(1, InetAddress.ofLiteral(address).getAddress());
    }

    private BigInteger last() {
        return first.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE);
    }

    public boolean contains(String address) {
        BigInteger number = number(address);
        return (address.contains(":") ? 128 : 32) == bits
                && number.compareTo(first) >= 0
                && number.compareTo(last()) <= 0;
    }

    /** Returns whether the range contains the address. Excludes the network and broadcast addresses of IPv4. */
    public boolean containsHost(String address) {
        return contains(address) && (bits == 128 || !List.of(first, last()).contains(number(address)));
    }

    public boolean overlaps(SubnetRange other) {
        return bits == other.bits && first.compareTo(other.last()) <= 0 && other.first.compareTo(last()) <= 0;
    }

    public int version() {
        return bits == 32 ? 4 : 6;
    }

    /** Returns the range in CIDR notation. */
    public String text() {
        return address(first) + "/" + prefix;
    }

    /** Returns Neutron's default gateway, which for IPv6 is the network address. */
    public String defaultGateway() {
        return address(bits == 32 ? first.add(BigInteger.ONE) : first);
    }

    /** Returns whether the first address of a pool is not greater than the last. */
    public static boolean isOrdered(String start, String end) {
        return number(start).compareTo(number(end)) <= 0;
    }

    /** Returns Neutron's allocation pools: all addresses of hosts except the gateway. */
    public ArrayNode pools(String gateway) {
        BigInteger start = first.add(BigInteger.ONE);
        BigInteger end = bits == 32 ? last().subtract(BigInteger.ONE) : last();
        List<BigInteger[]> pools = new ArrayList<>();
        if (!gateway.isEmpty() && contains(gateway)) {
            BigInteger excluded = number(gateway);
            pools.add(new BigInteger[] {start, excluded.subtract(BigInteger.ONE).min(end)});
            pools.add(new BigInteger[] {excluded.add(BigInteger.ONE).max(start), end});
        } else {
            pools.add(new BigInteger[] {start, end});
        }
        ArrayNode documents = Json.array();
        pools.stream()
                .filter(pool -> pool[0].compareTo(pool[1]) <= 0)
                .forEach(pool ->
                        documents.addObject().put("start", address(pool[0])).put("end", address(pool[1])));
        return documents;
    }

    /**
     * Returns the first address of the pools that is unused. Prefers addresses after the given one, as Neutron does not
     * assign an address again immediately.
     *
     * @param after empty for none
     */
    public Optional<String> freeAddress(JsonNode pools, Set<String> used, String after) {
        BigInteger last = after.isEmpty() ? BigInteger.ZERO : number(after);
        return freeAddress(pools, used, last).or(() -> freeAddress(pools, used, BigInteger.ZERO));
    }

    private Optional<String> freeAddress(JsonNode pools, Set<String> used, BigInteger after) {
        for (JsonNode pool : pools) {
            BigInteger end = number(pool.path("end").asString(""));
            BigInteger next = number(pool.path("start").asString("")).max(after.add(BigInteger.ONE));
            for (; next.compareTo(end) <= 0; next = next.add(BigInteger.ONE)) {
                if (!used.contains(address(next))) {
                    return Optional.of(address(next));
                }
            }
        }
        return Optional.empty();
    }

    private String address(BigInteger number) {
        byte[] bytes = new byte[bits / 8];
        byte[] value = number.toByteArray();
        for (int i = 0; i < Math.min(bytes.length, value.length); i++) {
            bytes[bytes.length - 1 - i] = value[value.length - 1 - i];
        }
        try {
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            // Python shortens the longest sequence of zeros.
            return bits == 32 ? text : text.replaceFirst("(^|:)(0(:|$)){2,}", "::");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
