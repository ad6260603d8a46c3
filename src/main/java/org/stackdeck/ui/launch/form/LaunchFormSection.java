package org.stackdeck.ui.launch.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Collapsible section of the form for optional fields; its header summarizes their values. */
abstract class LaunchFormSection extends Details {

    private final Span summary = new Span();

    LaunchFormSection(String title) {
        addClassName("launch-section");
        Span heading = new Span(title);
        heading.addClassName("strong");
        summary.addClassName("muted");
        Span all = new Span(heading, summary);
        all.addClassName("section-summary");
        setSummary(all);
    }

    final void setFields(Component... fields) {
        Div box = new Div(fields);
        box.addClassName("section-box");
        add(box);
    }

    final void updateSummaryText(String text) {
        if (!summary.getText().equals(text)) {
            summary.setText(text);
        }
    }
}
