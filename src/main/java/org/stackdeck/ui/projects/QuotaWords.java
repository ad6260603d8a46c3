package org.stackdeck.ui.projects;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.OptionalLong;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.ui.component.Sizes;
import org.stackdeck.ui.component.Words;

/** Says quotas in one language. */
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

    /** In the unit in which people say it. */
    public String amount(Resource resource, long amount) {
        return switch (resource) {
            case RAM -> Sizes.amount(amount, words.locale()) + " " + Sizes.unit(amount);
            case GIGABYTES -> number(amount) + " GB";
            case INSTANCES, CORES, VOLUMES, SNAPSHOTS, PORTS, FLOATING_IPS, SECURITY_GROUPS -> number(amount);
        };
    }

    /** How much is used, and of how much. */
    public String used(Quota quota) {
        String used = amount(quota.resource(), quota.used());
        return quota.limit() == null
                ? words.say("quota.unlimited", used)
                : words.say("quota.of", used, amount(quota.resource(), quota.limit()));
    }

    /** How much more there may be; empty where there is no limit. */
    public String left(Quota quota) {
        OptionalLong left = quota.left();
        if (left.isEmpty()) {
            return "";
        }
        return left.getAsLong() == 0
                ? words.say("quota.none-left")
                : words.say("quota.left", amount(quota.resource(), left.getAsLong()));
    }

    /** How much would be used with so much more, and of how much. */
    String after(Quota quota, long more) {
        Resource resource = quota.resource();
        String used = words.say("quota.after", amount(resource, quota.used()), amount(resource, quota.used() + more));
        return quota.limit() == null
                ? words.say("quota.unlimited", used)
                : words.say("quota.of", used, amount(resource, quota.limit()));
    }

    /** By how much so much more would be too much. */
    String over(Quota quota, long more) {
        long limit = quota.limit() == null ? Long.MAX_VALUE : quota.limit();
        return words.say("quota.over", amount(quota.resource(), quota.used() + more - limit));
    }

    private String number(long amount) {
        return NumberFormat.getIntegerInstance(words.locale()).format(amount);
    }
}
