package org.stackdeck.cloud.openstack;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import org.stackdeck.cloud.Remark;

/** Everything the adapter says about an entry. File and entry come first, so that a reader finds the place. */
enum RemarkKind {
    FILE_UNREADABLE("{0}: the file cannot be read ({1})"),
    FILE_TOO_LARGE("{0}: the file is larger than {1} KiB"),
    FILE_MALFORMED("{0}: not well-formed YAML at line {1}, column {2}"),
    FILE_WITHOUT_CLOUDS("{0}: there is no mapping \"clouds\" at the top level"),
    ENTRY_NOT_MAPPING("{0}: entry {1} is not a mapping"),
    ENTRY_NAME_INVALID("{0}: an entry has a name that is blank or longer than 255 characters"),
    ENTRY_NAMED_TWICE("{0}: entry {1} is also in {2}"),
    ENTRY_NOT_FOUND("STACKDECK_CLOUDS names {0}, which is in none of: {1}"),
    KEY_MISSING("{0}: entry {1} has no {2}"),
    KEY_INVALID("{0}: entry {1}: {2} is not of the form {3}"),
    AUTH_TYPE_UNSUPPORTED("{0}: entry {1}: auth_type is neither password nor v3applicationcredential"),
    CACERT_UNUSABLE("{0}: entry {1}: cacert {2} cannot be used as certificates ({3})"),
    REFUSED("{0}: entry {1}: Keystone at {2} refuses the credential ({3})"),
    UNREACHED("{0}: entry {1}: the cloud does not answer as it should ({2})"),
    ENDPOINT_MISSING("{0}: entry {1}: the catalog has no {2} endpoint for region_name {3} and interface {4}"),
    NOVA_TOO_OLD("{0}: entry {1}: Nova speaks microversions up to {2}, and the console needs 2.73 (Stein) or newer"),
    ADMINISTRATOR("{0}: entry {1} has the role admin, which is more than the console needs: a member is enough"),
    READER("{0}: entry {1} has no role but reader: the cloud will refuse each action"),
    SERVED_BY("Unused: each project it reaches is served by {0}"),
    NO_PROJECT("Unused: its user has a role in no project");

    private final String pattern;

    RemarkKind(String pattern) {
        this.pattern = pattern;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Remark with(String... arguments) {
        return new Remark(code(), List.of(arguments), MessageFormat.format(pattern, (Object[]) arguments));
    }
}
