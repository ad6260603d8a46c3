package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.stackdeck.ui.component.StyledElements;

/** Collapsible section of the form for optional fields. Its header summarizes their values. */
abstract class LaunchFormSection extends Details {

    private final Span summary = StyledElements.span("muted");

    LaunchFormSection(String title) {
        addClassName("launch-section");
        Span heading = StyledElements.span("strong", title);
        Span all = StyledElements.span("section-summary", heading, summary);
        setSummary(all);
    }

    final void setFields(Component... fields) {
        Div box = StyledElements.div("section-box", fields);
        add(box);
    }

    final void updateSummaryText(String text) {
        if (!summary.getText().equals(text)) {
            summary.setText(text);
        }
    }
}
