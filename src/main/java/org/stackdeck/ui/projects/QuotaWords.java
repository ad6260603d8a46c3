package org.stackdeck.ui.projects;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.OptionalLong;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.ui.component.Sizes;
import org.stackdeck.ui.component.Words;

/** Formats quotas in the user's language. */
public final class QuotaWords {

    private final Words words;

    public QuotaWords(Words words) {
        this.words = words;
    }

    public String name(Resource resource) {
        return words.say("quota.resource." + resource.word());
    }

    public String service(Quota.Service service) {
        return words.say("quota.service." + service.name().toLowerCase(Locale.ROOT));
    }

    /** Formats an amount in a readable unit. */
    public String amount(Resource resource, long amount) {
        return switch (resource) {
            case RAM -> Sizes.amount(amount, words.locale()) + " " + Sizes.unit(amount);
            case GIGABYTES -> number(amount) + " GB";
            case INSTANCES, CORES, VOLUMES, SNAPSHOTS, PORTS, FLOATING_IPS, SECURITY_GROUPS -> number(amount);
        };
    }

    /** Returns the used amount and the limit. */
    public String used(Quota quota) {
        String used = amount(quota.resource(), quota.used());
        return quota.limit() == null
                ? words.say("quota.unlimited", used)
                : words.say("quota.of", used, amount(quota.resource(), quota.limit()));
    }

    /** Returns the remaining amount; empty if there is no limit. */
    public String left(Quota quota) {
        OptionalLong left = quota.left();
        if (left.isEmpty()) {
            return "";
        }
        return left.getAsLong() == 0
                ? words.say("quota.none-left")
                : words.say("quota.left", amount(quota.resource(), left.getAsLong()));
    }

    /** Returns the used amount after an addition, and the limit. */
    String after(Quota quota, long more) {
        Resource resource = quota.resource();
        String used = words.say("quota.after", amount(resource, quota.used()), amount(resource, quota.used() + more));
        return quota.limit() == null
                ? words.say("quota.unlimited", used)
                : words.say("quota.of", used, amount(resource, quota.limit()));
    }

    /** Returns by how much an addition would exceed the limit. */
    String over(Quota quota, long more) {
        long limit = quota.limit() == null ? Long.MAX_VALUE : quota.limit();
        return words.say("quota.over", amount(quota.resource(), quota.used() + more - limit));
    }

    private String number(long amount) {
        return NumberFormat.getIntegerInstance(words.locale()).format(amount);
    }
}
