package org.stackdeck.ui.projects;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.OptionalLong;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.i18n.MemorySizeFormatter;
import org.stackdeck.ui.i18n.Messages;

/** Formats quotas in the language of the user. */
public final class QuotaFormatter {

    private final Messages messages;

    public QuotaFormatter(Messages messages) {
        this.messages = messages;
    }

    public String name(Resource resource) {
        return messages.text("quota.resource." + resource.code());
    }

    public String service(Quota.Service service) {
        return messages.text("quota.service." + service.name().toLowerCase(Locale.ROOT));
    }

    /** Returns the name of the service and the reason why its last request failed. */
    public String problem(ServiceQuotas quotas) {
        return messages.text(
                quotas.quotas().isEmpty() ? "quota.silent" : "quota.silent-now",
                service(quotas.service()),
                quotas.problem() == null ? "" : quotas.problem().message());
    }

    /** Formats an amount with its unit, such as GB. */
    public String amount(Resource resource, long amount) {
        return switch (resource) {
            case RAM -> MemorySizeFormatter.amount(amount, messages.locale()) + " " + MemorySizeFormatter.unit(amount);
            case GIGABYTES, BACKUP_GIGABYTES -> number(amount) + " GB";
            default -> number(amount);
        };
    }

    /** Returns the used amount and the limit. */
    public String used(Quota quota) {
        String used = amount(quota.resource(), quota.used());
        return quota.limit() == null
                ? messages.text("quota.unlimited", used)
                : messages.text("quota.of", used, amount(quota.resource(), quota.limit()));
    }

    /** Returns the remaining amount; empty if the quota has no limit. */
    public String remaining(Quota quota) {
        OptionalLong left = quota.remaining();
        if (left.isEmpty()) {
            return "";
        }
        return left.getAsLong() == 0
                ? messages.text("quota.none-left")
                : messages.text("quota.left", amount(quota.resource(), left.getAsLong()));
    }

    /** Returns the used amount before and after an addition, and the limit. */
    String usedAfter(Quota quota, long more) {
        Resource resource = quota.resource();
        String used =
                messages.text("quota.after", amount(resource, quota.used()), amount(resource, quota.used() + more));
        return quota.limit() == null
                ? messages.text("quota.unlimited", used)
                : messages.text("quota.of", used, amount(resource, quota.limit()));
    }

    /** Returns the amount by which an addition exceeds the limit. */
    String overLimit(Quota quota, long more) {
        long limit = quota.limit() == null ? Long.MAX_VALUE : quota.limit();
        return messages.text("quota.over", amount(quota.resource(), quota.used() + more - limit));
    }

    private String number(long amount) {
        return NumberFormat.getIntegerInstance(messages.locale()).format(amount);
    }
}
