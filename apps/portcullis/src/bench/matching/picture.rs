//! The fairness report as one page that needs nothing else.

use std::fmt::Write;

use super::fairness::{Group, Table, rate};

/// The page.
pub fn page(tables: &[Table]) -> String {
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Alert rates by name</title>\
         <style>body{font:16px/1.5 sans-serif;margin:2rem;max-width:60rem}svg{width:100%;height:auto}\
         text{font:13px sans-serif}</style><h1>Alerts on clean travelers, by the name they have</h1>\
         <p>Each bar is the number of travelers in a thousand who are on no list and are alerted all the same, at the shipped \
         threshold; the line is its 95 % confidence interval. Dark: with a date of birth. Light: without one.</p>",
    );
    for table in tables {
        let _ = write!(html, "<h2>{}</h2>", escaped(&table.title));
        html.push_str(&picture(&table.groups));
        for (what, spread) in [("With", table.spread(|g| g.dated)), ("Without", table.spread(|g| g.undated))]
        {
            if let Some((worst, median, times)) = spread.filter(|s| s.2.is_finite()) {
                let name = escaped(&worst.name);
                let _ = write!(
                    html,
                    "<p>{what} a date of birth the worst group is {name}: {times:.1} times the median group ({median:.2}).</p>"
                );
            }
        }
    }
    html.push_str("</html>\n");
    html
}

fn picture(groups: &[Group]) -> String {
    let top = groups.iter().map(|g| rate(g.dated.max(g.undated), g.asked).2).fold(1.0, f64::max);
    let (row, left, width) = (44, 190.0, 560.0);
    let height = groups.len() * row + 30;
    let x = |value: f64| left + width * value / top;
    let mut svg =
        format!("<svg viewBox=\"0 0 800 {height}\" role=\"img\" aria-label=\"alerts per 1,000 by group\">");
    for step in 0..=4 {
        let value = top * f64::from(step) / 4.0;
        let _ = write!(
            svg,
            "<line x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"0\" y2=\"{1}\" stroke=\"#ddd\"/><text x=\"{0:.1}\" y=\"{2}\" text-anchor=\"middle\">{value:.1}</text>",
            x(value),
            height - 20,
            height - 5
        );
    }
    for (place, group) in groups.iter().enumerate() {
        let y = place * row;
        let _ = write!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            left - 8.0,
            y + 24,
            escaped(&group.name)
        );
        for (alerts, offset, colour) in [(group.dated, 6, "#005ea2"), (group.undated, 22, "#97d4ea")] {
            let (middle, low, high) = rate(alerts, group.asked);
            let _ = write!(
                svg,
                "<rect x=\"{left}\" y=\"{}\" width=\"{:.1}\" height=\"14\" fill=\"{colour}\"/><line x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{}\" y2=\"{}\" stroke=\"#1b1b1b\"/>",
                y + offset,
                x(middle) - left,
                x(low),
                x(high),
                y + offset + 7,
                y + offset + 7,
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::bench::matching::fairness::{Group, Table};

    #[test]
    fn every_group_is_on_the_page() {
        let group = Group { name: "a <b>".to_owned(), asked: 1000, dated: 3, undated: 9, listed: None };
        let html = page(&[Table { title: "By & by".to_owned(), groups: vec![group] }]);
        assert!(html.contains("a &lt;b>") && html.contains("By &amp; by") && html.contains("<svg"));
        assert_eq!(html.matches("<rect").count(), 2);
    }
}
