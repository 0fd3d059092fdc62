use crate::walk::Walk;
#[test]
fn scratch() {
    e2e::test("scratch", |page| {
        let walk = Walk::new(page);
        walk.open("#/connect");
        walk.open("#access_token=canary-aaaaaaaaaa.bbbbbbb&token_type=bearer");
        page.find("alert", None).with_text("The address held an access token").wait();
        println!("{}", page.execute("return performance.getEntries().map(e => e.entryType + ' ' + e.name)", &[]));
    });
}
