package org.stackdeck.cloud.action;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityRulePreset;

/**
 * A parameter of an action. The maximum lengths of the parameters of server actions are those of Nova
 * (nova.api.validation.parameter_types).
 */
public enum ActionParameter {
    NAME("name", Kind.LINE, 255),
    /** An empty value removes the description. */
    DESCRIPTION("description", Kind.TEXT, 255),
    /** The reason for a lock or a deletion protection. */
    REASON("reason", Kind.LINE, 255),
    TAG("tag", Kind.TAG, 60),
    /** The key of a metadata item or an image property. */
    KEY("key", Kind.KEY, 255),
    /** The value of a metadata item or an image property; may be empty. */
    VALUE("value", Kind.TEXT, 255),
    IMAGE("image", Kind.CHOICE, 255),
    FLAVOR("flavor", Kind.CHOICE, 255),
    VOLUME("volume", Kind.CHOICE, 255),
    NETWORK("network", Kind.CHOICE, 255),
    PORT("port", Kind.CHOICE, 255),
    SECURITY_GROUP("securityGroup", Kind.CHOICE, 255),
    FLOATING_IP("floatingIp", Kind.CHOICE, 255),
    /** The ID of the server from which a floating IP moves to another server. */
    FROM_SERVER("fromServer", Kind.WORD, 255),
    /** The target compute host of a migration. */
    HOST("host", Kind.LINE, 255),
    /** The password of the administrator account inside the server. */
    PASSWORD("password", Kind.SECRET, 255),
    /** The status that an administrator sets in Nova's database. */
    STATE("state", List.of("active", "error")),
    /** The size of a volume in GiB. */
    SIZE("size", Kind.NUMBER, 7),
    /** The format of an image's data: a format in Glance's default configuration that Nova's libvirt driver can use. */
    DISK_FORMAT("diskFormat", List.of("qcow2", "raw", "vmdk", "vdi", "vhd", "vhdx", "iso")),
    /** The format of the file that contains an image's data and metadata; {@code bare} for data without a container. */
    CONTAINER_FORMAT("containerFormat", List.of("bare", "ovf", "ova", "docker")),
    /** The minimum size of a root disk in GiB; 0 for none. */
    MIN_DISK("minDisk", Kind.COUNT, 7),
    /** The minimum RAM of a server in MiB; 0 for none. */
    MIN_RAM("minRam", Kind.COUNT, 7),
    /** A volume type. */
    TYPE("type", Kind.CHOICE, 255),
    /** Whether a volume may move to another storage host when its type changes (Block Storage API, "Retype"). */
    MIGRATION_POLICY("migrationPolicy", List.of("never", "on-demand")),
    SNAPSHOT("snapshot", Kind.CHOICE, 255),
    /** A backup of a volume. */
    BACKUP("backup", Kind.CHOICE, 255),
    /** Whether a backup contains only the changes since the latest backup of the volume. */
    INCREMENTAL("incremental", List.of("false", "true")),
    /** The policy of a server group (Compute API, "Create Server Group"). */
    POLICY("policy", List.of("anti-affinity", "soft-anti-affinity", "affinity", "soft-affinity")),
    /** The direction of the traffic that a security group rule allows. */
    DIRECTION("direction", List.of("ingress", "egress")),
    /** The version of IP, or {@code both} for one rule of each version. */
    ETHER_TYPE("ethertype", List.of("IPv4", "IPv6", "both")),
    /** A protocol of a security group rule, such as tcp, udp or icmp. If absent, the rule applies to all protocols. */
    PROTOCOL("protocol", Kind.WORD, 32),
    /** A port or a range of ports of a security group rule. */
    PORTS("ports", Kind.PORTS, 11),
    /** The addresses to which a security group rule applies, in CIDR notation. */
    SOURCE("source", Kind.WORD, 64),
    /** The security group to whose members a rule applies. */
    SOURCE_GROUP("sourceGroup", Kind.CHOICE, 255),
    /**
     * The service that a new security group allows from all addresses: a {@link SecurityRulePreset}, or
     * {@link #NONE}.
     */
    OPENS("opens", SecurityRulePreset.codesWithNone()),
    /** The text of a security group rule, as in the field {@code rules} of the security group. */
    RULE("rule", Kind.LINE, 255),
    SUBNET("subnet", Kind.CHOICE, 255),
    /** The address range of a subnet in CIDR notation. */
    CIDR("cidr", Kind.WORD, 64),
    /** The gateway address of a subnet, or {@link #NONE}. By default, it is the first address of the range. */
    GATEWAY("gateway", Kind.WORD, 64),
    /** Whether a subnet has a DHCP server. */
    DHCP("dhcp", List.of("true", "false")),
    /** Addresses of DNS servers, separated by commas, or {@link #NONE}. */
    DNS("dns", Kind.WORDS, 255),
    /** Ranges of addresses that a subnet assigns, such as {@code 10.0.0.10-10.0.0.99}, or {@link #NONE}. */
    POOLS("pools", Kind.WORDS, 1000),
    /** Routes that a subnet announces to its servers, or {@link #NONE}. */
    HOST_ROUTES("hostRoutes", Kind.ROUTES, 1000),
    /** Further subnets of a new network: see {@link NewSubnet}. */
    SUBNETS("subnets", Kind.SUBNETS, 2000),
    /** Whether the range of a new subnet may overlap other subnets of the project. */
    ALLOW_OVERLAP("allowOverlap", List.of("false", "true")),
    /** Static routes of a router, or {@link #NONE}. */
    ROUTES("routes", Kind.ROUTES, 1000),
    /**
     * Additional source addresses that a port is allowed to use, or {@link #NONE}: each an IP address or range,
     * followed by a MAC address if it is not that of the port.
     */
    ALLOWED_ADDRESS_PAIRS("allowedAddressPairs", Kind.ADDRESS_PAIRS, 1000),
    /** The addresses of a port in its network, separated by commas, or {@link #NONE}. */
    FIXED_IPS("fixedIps", Kind.WORDS, 255),
    /** The security groups of a port, or {@link #NONE}. */
    SECURITY_GROUPS("securityGroups", Kind.CHOICES, 1000),
    /** Whether Neutron filters the traffic of a port. Without the filter, the port can have no security groups. */
    PORT_SECURITY("portSecurityEnabled", List.of("true", "false")),
    /** Which projects can use an image (Image API v2, "visibility"). */
    VISIBILITY("visibility", List.of("private", "shared", "community", "public")),
    /** Tags of an image or a Neutron resource, or {@link #NONE}. */
    TAGS("tags", Kind.LIST, 1000),
    /** Whether a network or router forwards traffic. */
    ADMIN_STATE_UP("adminStateUp", List.of("true", "false")),
    /**
     * The URL from which the cloud downloads an image's data. Excludes user information, query and fragment, because
     * these can contain secrets, and requests are recorded in the audit trail.
     */
    URL("url", Kind.URL, 1000),
    /** Another project with which an image is shared. */
    PROJECT("project", Kind.PROJECT, 255),
    /** Whether deleting a volume also deletes its snapshots. */
    CASCADE("cascade", List.of("true", "false")),
    /**
     * The project to which a volume is transferred: by ID, or by a name that is unique among the projects that the user
     * can select.
     */
    TARGET_PROJECT("targetProject", Kind.CHOICE, 255);

    /** The value that clears an attribute or leaves it unset. */
    public static final String NONE = "none";

    private static final int MAX_CHOICES = 20;

    public enum Kind {
        /** One line of text with at least one visible character. */
        LINE(TextPatterns.LINE),
        /** One line of text that may be empty. */
        TEXT(TextPatterns.TEXT),
        /** A server tag. */
        TAG(TextPatterns.TAG),
        /** A metadata key. */
        KEY(TextPatterns.KEY),
        /** A resource, given by ID or by a name that is unique among the resources that the user can select. */
        CHOICE("[^\\p{Cntrl}]*[^\\p{Cntrl}\\s][^\\p{Cntrl}]*"),
        /** At most 20 resources, given as for {@link #CHOICE} and separated by commas. */
        CHOICES(CHOICE),
        /** The ID of any project of the cloud, or the unique name of a project that the user can see. */
        PROJECT(CHOICE),
        /**
         * A secret; stored encrypted until the service has responded, the response is lost or the operation has ended;
         * never displayed or logged.
         */
        SECRET("[^\\p{Cntrl}]+"),
        /** A word of ASCII letters, digits and the characters {@code . : / _ -}. */
        WORD("[A-Za-z0-9.:/_-]+"),
        /** Words that are separated by commas. */
        WORDS("[A-Za-z0-9.:/_-]+( *, *[A-Za-z0-9.:/_-]+)*"),
        /** IP addresses or ranges, each with or without a MAC address, separated by commas; or {@link #NONE}. */
        ADDRESS_PAIRS("none|[0-9A-Fa-f.:/]+( [0-9A-Fa-f:-]+)?( *, *[0-9A-Fa-f.:/]+( [0-9A-Fa-f:-]+)?)*"),
        /** Routes such as {@code 10.2.0.0/16 via 10.0.0.5}, separated by commas, or {@link #NONE}. */
        ROUTES("none|[0-9A-Fa-f.:/]+ via [0-9A-Fa-f.:]+( *, *[0-9A-Fa-f.:/]+ via [0-9A-Fa-f.:]+)*"),
        /** Subnets: see {@link NewSubnet}. */
        SUBNETS("[A-Za-z0-9.:/_,;=| -]+"),
        /** Texts that are separated by commas. */
        LIST(LINE),
        PORTS("[0-9]{1,5}(-[0-9]{1,5})?"),
        URL(TextPatterns.URL),
        /** One of {@link #options}. */
        OPTION(".+"),
        /** A positive integer. */
        NUMBER("[1-9][0-9]*"),
        /** A non-negative integer. */
        COUNT("0|[1-9][0-9]*");

        private final Pattern pattern;

        Kind(String form) {
            this.pattern = Pattern.compile(form);
        }

        Kind(Kind sameForm) {
            this.pattern = sameForm.pattern;
        }
    }

    private final String code;
    private final Kind kind;
    private final int maxLength;
    private final List<String> options;

    ActionParameter(String code, List<String> options) {
        this.code = code;
        this.kind = Kind.OPTION;
        this.maxLength = 255;
        this.options = options;
    }

    ActionParameter(String code, Kind kind, int longest) {
        this.code = code;
        this.kind = kind;
        this.maxLength = longest;
        this.options = List.of();
    }

    /** Returns the name of the parameter in the REST API. */
    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the maximum length in Unicode code points. */
    public int maxLength() {
        return maxLength;
    }

    /** Returns the possible values in display order; empty unless the kind is {@link Kind#OPTION}. */
    public List<String> options() {
        return options;
    }

    /** Returns whether values are comma-separated lists; see {@link #items}. */
    public boolean isList() {
        return switch (kind) {
            case WORDS, ROUTES, ADDRESS_PAIRS, LIST, CHOICES -> true;
            default -> false;
        };
    }

    /** Returns whether values identify resources that the user can select. */
    public boolean isChoice() {
        return kind == Kind.CHOICE || kind == Kind.CHOICES;
    }

    /** Returns the items of a list, or the value itself if the parameter has a single value. */
    public List<String> itemsOf(String value) {
        return isList() ? items(value) : List.of(value);
    }

    /** Returns the items of a comma-separated list without duplicates; empty for {@link #NONE}. */
    public static List<String> items(String list) {
        return list.equals(NONE)
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .distinct()
                        .toList();
    }

    /** Returns the items as text that {@link #items} parses; {@link #NONE} if there are no items. */
    public static String list(List<String> items) {
        return items.isEmpty() ? NONE : String.join(",", items);
    }

    /**
     * Returns the kind of the resource that the parameter identifies in an action on a resource other than a server;
     * empty for other parameters.
     */
    public Optional<ResourceKind> resourceKind() {
        return Optional.ofNullable(
                switch (this) {
                    case IMAGE -> ResourceKind.IMAGE;
                    case VOLUME -> ResourceKind.VOLUME;
                    case SNAPSHOT -> ResourceKind.VOLUME_SNAPSHOT;
                    case BACKUP -> ResourceKind.VOLUME_BACKUP;
                    case TYPE -> ResourceKind.VOLUME_TYPE;
                    case NETWORK -> ResourceKind.NETWORK;
                    case SOURCE_GROUP, SECURITY_GROUPS -> ResourceKind.SECURITY_GROUP;
                    case SUBNET -> ResourceKind.SUBNET;
                    default -> null;
                });
    }

    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    public boolean accepts(String value) {
        return value.codePointCount(0, value.length()) <= maxLength
                && kind.pattern.matcher(value).matches()
                && (kind != Kind.OPTION || options.contains(value))
                && (kind != Kind.CHOICES || items(value).size() <= MAX_CHOICES);
    }

    /** Returns whether the value has a special meaning as a segment of a path (RFC 3986, section 5.2.4). */
    public static boolean isDotSegment(String value) {
        return value.equals(".") || value.equals("..");
    }

    public static Optional<ActionParameter> fromCode(String code) {
        return Arrays.stream(values()).filter(p -> p.code.equals(code)).findFirst();
    }
}
