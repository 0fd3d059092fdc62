//! The compiled program, as it is handed out: without what nobody asks for, and in the order that is smallest on the way.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::{iter, mem};

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ExportSection, FunctionSection, ImportSection, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, Export, FunctionBody, FunctionSectionReader, Import, ImportSectionReader,
    Parser, Payload, TypeRef,
};

/// The program and its script, finished:
///
/// - without sections for debuggers, and without exports that the script does not name. Leptos exports a mark that is made of
///   the folder where the builder keeps packages (`wasm_split_helpers`), by which the same page would differ from machine to machine;
/// - with shorter names for what one takes from the other: wasm-bindgen ends each with sixteen digits of a hash, which nothing
///   makes smaller on the way. Names that would become the same are numbered;
/// - with functions that look alike side by side (see [`alike`]).
///
/// # Errors
/// It is not laid out as WebAssembly is.
pub(crate) fn finished(wasm: &[u8], script: &str) -> crate::Result<(Vec<u8>, String)> {
    let Program { imports, types, bodies } = Program::read(wasm)?;
    let mut taken: HashSet<String> = imports.iter().map(|import| import.name.to_owned()).collect();
    let mut names: HashMap<&str, String> = HashMap::new();
    for import in &imports {
        names.entry(import.name).or_insert_with(|| short_name(import.name, &mut taken));
    }
    let names_in_order = imports.iter().filter_map(|import| names.get_key_value(import.name));
    let short_script = names_in_order.fold(script.to_owned(), |script, (name, short)| script.replace(name, short));
    let order = alike(&types, &bodies).map_err(|e| not_wasm(&e))?;
    let mut places = vec![0; order.len()];
    for (place, &at) in (0..).zip(&order) {
        if let Some(own) = places.get_mut(at) {
            *own = place;
        }
    }
    let functions = order.iter().filter_map(|&at| Some((*types.get(at)?, bodies.get(at)?.clone()))).collect();
    let n_imported = imports.iter().filter(|import| matches!(import.ty, TypeRef::Func(_))).count();
    let mut finishing = Finishing { script, names, n_imported: u32::try_from(n_imported)?, functions, places };
    let mut module = Module::new();
    utils::parse_core_module(&mut finishing, &mut module, Parser::new(0), wasm).map_err(|e| not_wasm(&e))?;
    Ok((module.finish(), short_script))
}

/// The order in which functions are smallest: by their type and, of one type, by what they do, whichever functions they call. What
/// packs a program for the way finds one that is like the last one, and says how they differ: 22 KB less, of 780. A program in this
/// order stays as it is.
fn alike(types: &[u32], bodies: &[FunctionBody<'_>]) -> Result<Vec<usize>, Error> {
    let without_numbers = bodies.iter().map(|body| WithoutNumbers.body(body)).collect::<Result<Vec<_>, Error>>()?;
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(|&at| (types.get(at), without_numbers.get(at)));
    Ok(order)
}

/// Writes functions without the numbers of those that they call, which another order changes.
struct WithoutNumbers;

impl WithoutNumbers {
    fn body(&mut self, body: &FunctionBody<'_>) -> Result<Vec<u8>, Error> {
        let mut function = self.new_function_with_parsed_locals(body)?;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            function.instruction(&self.parse_instruction(&mut operators)?);
        }
        Ok(function.into_raw_body())
    }
}

impl Reencode for WithoutNumbers {
    type Error = Infallible;

    fn function_index(&mut self, _: u32) -> Result<u32, Error> {
        Ok(0)
    }
}

/// A name without the hash at its end, or with a number in its place where that is taken.
fn short_name(name: &str, taken: &mut HashSet<String>) -> String {
    const HASH_LEN: usize = 16;
    let is_hash = |end: &str| end.len() == HASH_LEN && end.bytes().all(|b| b.is_ascii_hexdigit());
    let Some((plain, _)) = name.rsplit_once('_').filter(|(_, end)| is_hash(end)) else { return name.to_owned() };
    let numbered = (2..).map(|n| format!("{plain}_{n}"));
    let mut free = iter::once(plain.to_owned()).chain(numbered).filter(|short| taken.insert(short.clone()));
    free.next().unwrap_or_else(|| name.to_owned())
}

fn not_wasm(why: &dyn std::error::Error) -> String {
    format!("the program that Trunk left is no WebAssembly: {why}")
}

/// What has to be known of a program before it is written anew.
struct Program<'a> {
    imports: Vec<Import<'a>>,
    /// The type of each function of its own.
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Program<'a> {
    fn read(wasm: &'a [u8]) -> crate::Result<Self> {
        let mut program = Self { imports: Vec::new(), types: Vec::new(), bodies: Vec::new() };
        for payload in Parser::new(0).parse_all(wasm) {
            program.add(payload).map_err(|e| not_wasm(&e))?;
        }
        Ok(program)
    }

    fn add(&mut self, payload: wasmparser::Result<Payload<'a>>) -> wasmparser::Result<()> {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    self.imports.push(import?);
                }
            }
            Payload::FunctionSection(section) => {
                for ty in section {
                    self.types.push(ty?);
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            _ => {}
        }
        Ok(())
    }
}

type Written = Result<(), Error>;

/// Writes a program anew, section by section.
struct Finishing<'a> {
    script: &'a str,
    /// The new name of each import.
    names: HashMap<&'a str, String>,
    n_imported: u32,
    /// Its own functions in their new order: the type and the body of each.
    functions: Vec<(u32, FunctionBody<'a>)>,
    /// Where each of its own functions, in their old order, stands in the new one.
    places: Vec<u32>,
}

impl Reencode for Finishing<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let own = function.checked_sub(self.n_imported);
        let place = own.and_then(|own| self.places.get(own as usize));
        Ok(place.map_or(function, |place| self.n_imported + place))
    }

    fn parse_import_section(&mut self, imports: &mut ImportSection, section: ImportSectionReader<'_>) -> Written {
        for import in section.into_imports() {
            let import = import?;
            let ty = self.entity_type(import.ty)?;
            imports.import(import.module, self.names.get(import.name).map_or(import.name, String::as_str), ty);
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Written {
        if self.script.contains(&["wasm.", export.name].concat()) {
            utils::parse_export(self, exports, export)?;
        }
        Ok(())
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Written {
        Ok(())
    }

    fn parse_function_section(&mut self, functions: &mut FunctionSection, _: FunctionSectionReader<'_>) -> Written {
        for (ty, _) in &self.functions {
            functions.function(*ty);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, _: CodeSectionReader<'_>) -> Written {
        for (_, body) in mem::take(&mut self.functions) {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, CustomSection, ElementSection, Elements, EntityType, ExportKind, Function, GlobalType,
        MemorySection, MemoryType, RefType, TableSection, TableType, TypeSection, ValType,
    };
    use wasmparser::Operator;

    use super::*;

    const TABLE: TableType =
        TableType { element_type: RefType::FUNCREF, minimum: 1, maximum: None, table64: false, shared: false };
    const MEMORY: MemoryType =
        MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };

    /// What a function of the program below does: gives a number, or calls another one (imported ones come first) and gives
    /// what that gives.
    enum Does {
        Gives(i32),
        Calls(u32),
    }
    use Does::{Calls, Gives};

    /// A program that takes these functions from its script, has these of its own, and shows each of its own by its number.
    fn program(imports: &[&str], own: &[Does]) -> Vec<u8> {
        let functions: Vec<_> = imports.iter().map(|name| (*name, EntityType::Function(0))).collect();
        program_with(&functions, own)
    }

    /// The same; it takes things of other kinds, too.
    fn program_with(imports: &[(&str, EntityType)], own: &[Does]) -> Vec<u8> {
        let is_function = |import: &&(&str, EntityType)| matches!(import.1, EntityType::Function(_));
        let n_imports = u32::try_from(imports.iter().filter(is_function).count()).unwrap_or_default();
        let (mut types, mut taken, mut functions) = (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        types.ty().function([], [ValType::I32]);
        types.ty().function([ValType::I32], [ValType::I32]);
        for (name, what) in imports {
            taken.import("./p.js", name, *what);
        }
        for (at, does) in (n_imports..).zip(own) {
            // Two types in turn, so that the new order has something to part.
            functions.function(at % 2);
            let mut function = Function::new([]);
            let mut body = function.instructions();
            match does {
                Gives(number) => body.i32_const(*number),
                Calls(callee) => {
                    // What is called may want an argument.
                    if *callee >= n_imports && callee % 2 == 1 {
                        body.i32_const(0);
                    }
                    body.call(*callee)
                }
            };
            body.end();
            code.function(&function);
            exports.export(&format!("f{}", at - n_imports), ExportKind::Func, at);
        }
        exports.export("memory", ExportKind::Memory, 0);
        let mut tables = TableSection::new();
        let minimum = u64::try_from(own.len()).unwrap_or_default();
        tables.table(TableType { minimum, ..TABLE });
        let mut memories = MemorySection::new();
        memories.memory(MEMORY);
        let mut elements = ElementSection::new();
        let all: Vec<u32> = (n_imports..).take(own.len()).collect();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions(all.into()));
        let mut module = Module::new();
        module.section(&types).section(&taken).section(&functions).section(&tables).section(&memories);
        module.section(&exports).section(&elements).section(&code);
        module.section(&CustomSection { name: "producers".into(), data: b"rustc".as_slice().into() });
        module.finish()
    }

    /// What a program shows and does.
    #[derive(Default, Debug)]
    struct Read {
        imports: Vec<String>,
        /// Those of the imports that are functions.
        functions: Vec<String>,
        exports: Vec<(String, u32)>,
        elements: Vec<u32>,
        types: Vec<u32>,
        /// The number each own function gives, or what it calls.
        bodies: Vec<Result<i32, u32>>,
        n_custom: usize,
    }

    impl Read {
        fn of(wasm: &[u8]) -> wasmparser::Result<Self> {
            let mut read = Self::default();
            for payload in Parser::new(0).parse_all(wasm) {
                match payload? {
                    Payload::ImportSection(section) => {
                        for import in section.into_imports() {
                            let import = import?;
                            read.imports.push(import.name.to_owned());
                            if matches!(import.ty, TypeRef::Func(_)) {
                                read.functions.push(import.name.to_owned());
                            }
                        }
                    }
                    Payload::ExportSection(section) => {
                        for export in section {
                            let export = export?;
                            read.exports.push((export.name.to_owned(), export.index));
                        }
                    }
                    Payload::ElementSection(section) => {
                        for element in section {
                            if let wasmparser::ElementItems::Functions(functions) = element?.items {
                                read.elements.extend(functions.into_iter().collect::<wasmparser::Result<Vec<_>>>()?);
                            }
                        }
                    }
                    Payload::FunctionSection(section) => {
                        read.types = section.into_iter().collect::<wasmparser::Result<_>>()?;
                    }
                    Payload::CodeSectionEntry(body) => {
                        let operators =
                            body.get_operators_reader()?.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
                        let does = operators.iter().rev().find_map(|operator| match operator {
                            Operator::I32Const { value } => Some(Ok(*value)),
                            Operator::Call { function_index } => Some(Err(*function_index)),
                            _ => None,
                        });
                        read.bodies.push(does.unwrap_or(Ok(0)));
                    }
                    Payload::CustomSection(_) => read.n_custom += 1,
                    _ => {}
                }
            }
            Ok(read)
        }

        /// What a function gives in the end: a number, or an imported function by its name.
        fn gives(&self, function: u32) -> String {
            let function = function as usize;
            match function.checked_sub(self.functions.len()).and_then(|own| self.bodies.get(own)) {
                None => self.functions.get(function).cloned().unwrap_or_default(),
                Some(Ok(number)) => number.to_string(),
                Some(Err(callee)) => self.gives(*callee),
            }
        }
    }

    #[test]
    fn functions_that_look_alike_stand_side_by_side_and_do_what_they_did() -> crate::Result<()> {
        let own = [Gives(7), Calls(5), Gives(3), Calls(0), Calls(7), Gives(5), Gives(3), Calls(1)];
        let wasm = program(&["first", "second"], &own);
        let script: Vec<String> = (0..own.len()).map(|at| format!("wasm.f{at}();")).collect();
        let (before, after) = (Read::of(&wasm)?, Read::of(&finished(&wasm, &script.concat())?.0)?);
        let gives = |read: &Read, functions: &[u32]| functions.iter().map(|&at| read.gives(at)).collect::<Vec<_>>();
        let by_name =
            |read: &Read| gives(read, &read.exports.iter().map(|&(_, at)| at).take(own.len()).collect::<Vec<_>>());
        assert_eq!(by_name(&before), ["7", "first", "3", "first", "5", "5", "3", "second"]);
        assert_eq!(by_name(&after), by_name(&before));
        assert_eq!(gives(&after, &after.elements), gives(&before, &before.elements));
        assert_eq!(after.types, [0, 0, 0, 0, 1, 1, 1, 1]);
        let numbers: Vec<i32> = after.bodies.iter().filter_map(|does| does.ok()).collect();
        assert_eq!(numbers, [3, 3, 7, 5], "of each type the alike side by side: {after:?}");
        // Who calls whom is no part of the order, or each writing would bring another one.
        let swapped = program(&[], &[Calls(3), Calls(2), Gives(9), Gives(1)]);
        let (once, script) = finished(&swapped, "wasm.f0(); wasm.f1(); wasm.f2(); wasm.f3()")?;
        assert_eq!(finished(&once, &script)?, (once, script));
        Ok(())
    }

    #[test]
    fn what_nobody_asks_for_goes_and_all_else_stays() -> crate::Result<()> {
        let wasm = program(&[], &[Gives(1), Gives(2)]);
        let before = Read::of(&wasm)?;
        assert_eq!(before.n_custom, 1);
        let (short, script) = finished(&wasm, "wasm.memory.buffer; wasm.f1()")?;
        let read = Read::of(&short)?;
        assert_eq!((read.n_custom, script.as_str()), (0, "wasm.memory.buffer; wasm.f1()"));
        assert_eq!(read.exports, [("f1".to_owned(), 1), ("memory".to_owned(), 0)]);
        assert_eq!((read.types, read.elements, read.bodies), (before.types, before.elements, before.bodies));
        assert_eq!(finished(&short, &script)?, (short, script), "twice is as once");
        Ok(())
    }

    #[test]
    fn names_lose_their_hashes_where_they_stay_apart() -> crate::Result<()> {
        let long =
            ["top_0123456789abcdef", "now_0123456789abcdef", "now_fedcba9876543210", "a_00", "mem_0123456789abcde0"];
        let short = ["top", "now", "now_2", "a_00", "mem"];
        let (function, global) =
            (EntityType::Function(0), GlobalType { val_type: ValType::I32, mutable: false, shared: false });
        let of_all_kinds = [function, global.into(), function, TABLE.into(), MEMORY.into()];
        // The functions among them are not the first ones, and still who calls them calls the same.
        let with_names = |names: [&str; 5]| {
            let imports: Vec<_> = names.into_iter().zip(of_all_kinds).collect();
            program_with(&imports, &[Calls(1), Gives(4), Calls(0)])
        };
        let script = |names: [&str; 5]| {
            let names = names.map(|name| format!("{name}: function() {{}},")).concat();
            names + "wasm.f0(); wasm.f1(); wasm.f2(); wasm.memory"
        };
        let (wasm, written) = finished(&with_names(long), &script(long))?;
        let read = Read::of(&wasm)?;
        assert_eq!((&read.imports, written), (&short.map(str::to_owned).to_vec(), script(short)));
        let gives: Vec<_> = read.exports.iter().take(3).map(|&(_, at)| read.gives(at)).collect();
        assert_eq!(gives, ["now_2", "4", "top"]);
        assert_eq!(finished(&wasm, &script(short))?, (wasm, script(short)), "short names stay");
        // The same one twice.
        let (wasm, _) = finished(&program(&[long[1], long[0], long[1]], &[]), "")?;
        assert_eq!(Read::of(&wasm)?.imports, ["now", "top", "now"]);
        Ok(())
    }

    #[test]
    fn what_is_no_program_is_told() {
        for bad in [
            b"\0asm".as_slice(),
            b"<!doctype html>",
            b"\0asm\x01\0\0\0\x02\x05\x01\x01m\x01n",
            b"\0asm\x01\0\0\0\x07\x09\x01",
            b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0",
            b"\0asm\x01\0\0\0\x07\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        ] {
            let told = finished(bad, "").map_err(|e| e.to_string());
            assert!(told.as_ref().is_err_and(|e| e.contains("is no WebAssembly")), "{bad:?}: {told:?}");
        }
    }
}
