package org.stackdeck.ui.operations;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;

/** The actions with which the viewer of this page can run operations again. */
@Component
@UIScope
public class WaysAgain {

    private final List<WayAgain> ways;

    WaysAgain(List<WayAgain> ways) {
        this.ways = ways;
    }

    /** Returns the message key of the available action; empty if there is none. */
    public Optional<String> label(Operation operation) {
        return ways.stream().flatMap(way -> way.label(operation).stream()).findFirst();
    }

    /** Returns the icon of the available action, or a default icon. */
    String icon(Operation operation) {
        return ways.stream()
                .filter(way -> way.label(operation).isPresent())
                .findFirst()
                .map(WayAgain::icon)
                .orElse("reboot");
    }

    /** Runs the action if it is still available. */
    public void take(Operation operation) {
        ways.stream()
                .filter(way -> way.label(operation).isPresent())
                .findFirst()
                .ifPresent(way -> way.take(operation));
    }
}
