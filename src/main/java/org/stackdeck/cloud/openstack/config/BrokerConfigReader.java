package org.stackdeck.cloud.openstack.config;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.notifications.Broker;
import org.stackdeck.cloud.openstack.http.TlsContextFactory;
import org.stackdeck.cloud.openstack.http.TlsOptions;

/**
 * Reads {@code x-stackdeck-notifications} of an entry: one broker, or a list of brokers for a Nova with several cells.
 * Error messages never quote the URL, because it contains a password.
 */
final class BrokerConfigReader {

    static final String KEY = "x-stackdeck-notifications";

    private static final String FORM = "amqp(s)://user:password@host[:port][,host[:port]…][/vhost]";
    private static final Set<String> KEYS =
            Set.of("url", "exchange", "resource-exchanges", "topics", "cacert", "verify");

    /**
     * The exchange {@code openstack} is oslo.messaging's default, which Cinder uses unless {@code control_exchange} is
     * set.
     */
    private static final List<String> DEFAULT_RESOURCE_EXCHANGES = List.of("openstack", "cinder", "neutron", "glance");

    private static final List<String> DEFAULT_TOPICS = List.of("versioned_notifications", "notifications");

    private static final Pattern URL = Pattern.compile("(amqps?)://([^:@/]+):([^@/]+)@([^/@?#]+)(?:/([^?#]*))?");
    private static final Pattern NODE = Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9a-fA-F:.]+])(?::([0-9]{1,5}))?");
    private static final Pattern EXCHANGE = Pattern.compile("(?!amq\\.)[A-Za-z0-9._:-]{1,127}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final int MAX_BROKERS = 16;

    private BrokerConfigReader() {}

    /**
     * @param tlsOptions the TLS settings of the entry; they do not apply to a broker that has its own {@code cacert} or
     *     {@code verify}
     * @throws InvalidEntryException if a key is missing, unknown or invalid
     */
    static List<Broker> read(CloudEntryFields entry, TlsOptions tlsOptions) {
        List<CloudEntryFields> found = entry.mappings(KEY);
        if (found.size() > MAX_BROKERS) {
            throw entry.invalid(KEY, "at most " + MAX_BROKERS + " mappings");
        }
        return found.stream().map(fields -> broker(fields, tlsOptions)).toList();
    }

    private static Broker broker(CloudEntryFields fields, TlsOptions tlsOptions) {
        for (String key : fields.keys()) {
            if (!KEYS.contains(key)) {
                throw fields.invalid("*", "url, exchange, resource-exchanges, topics, cacert, verify");
            }
        }
        String text = fields.value("url");
        if (text == null) {
            throw fields.missing("url");
        }
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw fields.invalid("url", FORM);
        }
        boolean secure = url.group(1).equals("amqps");
        List<String> nodes = Arrays.stream(url.group(4).split(",", -1))
                .map(node -> node(fields, node.strip(), secure ? 5671 : 5672))
                .toList();
        return new Broker(
                nodes,
                virtualHost(fields, url.group(5)),
                decoded(fields, url.group(2)),
                decoded(fields, url.group(3)),
                exchange(fields),
                resourceExchanges(fields),
                topics(fields),
                secure ? security(fields, tlsOptions) : null);
    }

    private static String node(CloudEntryFields fields, String text, int usualPort) {
        Matcher node = NODE.matcher(text);
        if (!node.matches()) {
            throw fields.invalid("url", FORM);
        }
        int port = node.group(2) == null ? usualPort : Integer.parseInt(node.group(2));
        if (port < 1 || port > 65535) {
            throw fields.invalid("url", FORM);
        }
        return node.group(1) + ":" + port;
    }

    /** Returns the decoded path, or "/" if it is missing or empty, as in Nova's transport_url. */
    private static String virtualHost(CloudEntryFields fields, @Nullable String path) {
        return path == null || path.isEmpty() ? "/" : decoded(fields, path);
    }

    private static String decoded(CloudEntryFields fields, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw fields.invalid("url", FORM);
        }
    }

    private static String exchange(CloudEntryFields fields) {
        String exchange = fields.value("exchange");
        if (exchange == null) {
            return "nova";
        }
        if (!EXCHANGE.matcher(exchange).matches()) {
            throw fields.invalid("exchange", "name of a topic exchange, as Nova's control_exchange");
        }
        return exchange;
    }

    private static List<String> resourceExchanges(CloudEntryFields fields) {
        if (!fields.keys().contains("resource-exchanges")) {
            return DEFAULT_RESOURCE_EXCHANGES;
        }
        List<String> exchanges = fields.values("resource-exchanges");
        boolean well = exchanges.stream()
                .allMatch(exchange -> EXCHANGE.matcher(exchange).matches());
        if (exchanges.size() > MAX_BROKERS || !well) {
            throw fields.invalid("resource-exchanges", "[openstack, cinder, neutron, glance]");
        }
        return exchanges;
    }

    private static List<String> topics(CloudEntryFields fields) {
        if (!fields.keys().contains("topics")) {
            return DEFAULT_TOPICS;
        }
        List<String> topics = fields.values("topics");
        boolean valid = topics.stream().allMatch(topic -> TOPIC.matcher(topic).matches());
        if (topics.isEmpty() || topics.size() > MAX_BROKERS || !valid) {
            throw fields.invalid("topics", "[versioned_notifications, notifications]");
        }
        return topics;
    }

    private static Broker.Security security(CloudEntryFields fields, TlsOptions entryOptions) {
        TlsOptions tlsOptions = CloudEntryReader.tls(fields, entryOptions);
        try {
            return new Broker.Security(TlsContextFactory.create(tlsOptions), tlsOptions.verify());
        } catch (IOException | GeneralSecurityException e) {
            throw CloudEntryReader.unusable(fields, "cacert", e);
        }
    }
}
