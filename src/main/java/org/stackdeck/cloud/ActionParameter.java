package org.stackdeck.cloud;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an action may need to know besides the server. Lengths are Nova's (nova.api.validation.parameter_types). */
public enum ActionParameter {
    NAME("name", Kind.LINE, 255),
    /** May be empty, which takes it away. */
    DESCRIPTION("description", Kind.TEXT, 255),
    /** Why a server is locked. */
    REASON("reason", Kind.LINE, 255),
    TAG("tag", Kind.TAG, 60),
    /** Of a metadata item. */
    KEY("key", Kind.KEY, 255),
    /** Of a metadata item; may be empty. */
    VALUE("value", Kind.TEXT, 255),
    IMAGE("image", Kind.CHOICE, 255),
    FLAVOR("flavor", Kind.CHOICE, 255),
    VOLUME("volume", Kind.CHOICE, 255),
    NETWORK("network", Kind.CHOICE, 255),
    PORT("port", Kind.CHOICE, 255),
    SECURITY_GROUP("securityGroup", Kind.CHOICE, 255),
    FLOATING_IP("floatingIp", Kind.CHOICE, 255),
    /** The compute host to move to. */
    HOST("host", Kind.LINE, 255),
    /** Of the administrator within the server. */
    PASSWORD("password", Kind.SECRET, 255),
    /** The state that an administrator sets Nova's record to: active or error. */
    STATE("state", Kind.STATE, 6);

    /** What its values are like. */
    public enum Kind {
        /** One line of text with something in it. */
        LINE("[^\\p{Cntrl}]*\\S[^\\p{Cntrl}]*"),
        /** One line of text that may be empty. */
        TEXT("[^\\p{Cntrl}]*"),
        /** A server tag: anything but a comma or a slash (Compute API, "Server tags"). */
        TAG("[^,/\\p{Cntrl}]*[^,/\\p{Cntrl}\\s][^,/\\p{Cntrl}]*"),
        /** {@code ^[a-zA-Z0-9-_:. ]{1,255}$} by Nova's schema of metadata. */
        KEY("[A-Za-z0-9\\-_:. ]+"),
        /** One of the things that the project has, by id or by a name that only one of them has. */
        CHOICE("[^\\p{Cntrl}]*\\S[^\\p{Cntrl}]*"),
        /** Kept encrypted until it is sent, and told to nobody. */
        SECRET("[^\\p{Cntrl}]+"),
        STATE("active|error");

        private final Pattern form;

        Kind(String form) {
            this.form = Pattern.compile(form);
        }
    }

    private final String word;
    private final Kind kind;
    private final int longest;

    ActionParameter(String word, Kind kind, int longest) {
        this.word = word;
        this.kind = kind;
        this.longest = longest;
    }

    /** Its name in the REST interface. */
    public String word() {
        return word;
    }

    public Kind kind() {
        return kind;
    }

    /** In characters. */
    public int longest() {
        return longest;
    }

    public boolean secret() {
        return kind == Kind.SECRET;
    }

    /** Whether the value has the form that the cloud wants; too long a one has not. */
    public boolean suits(String value) {
        return value.codePointCount(0, value.length()) <= longest
                && kind.form.matcher(value).matches();
    }

    public static Optional<ActionParameter> ofWord(String word) {
        return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
    }
}
